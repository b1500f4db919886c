"""Follow-up in numbers: the values of indicators over time, and whether targets were met."""

from graph.series.request import AskedSeries, read_series
from graph.series.tell import IndicatorSeries, SeriesList, tell_series

__all__ = ["AskedSeries", "IndicatorSeries", "SeriesList", "read_series", "tell_series"]
