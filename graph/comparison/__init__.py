"""Agreements beside each other."""

from graph.comparison.matrix import Cell, Column, Matrix, Row, compare
from graph.comparison.request import Comparison, read_comparison

__all__ = ["Cell", "Column", "Comparison", "Matrix", "Row", "compare", "read_comparison"]
