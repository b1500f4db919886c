"""Makes made-up indicators with values, and tells their series."""

from graph import names
from graph.engine import EmbeddedEngine
from graph.release import Release
from graph.resources import Resources
from graph.series import IndicatorSeries, read_series, tell_series

HEAD = f"""@base <{names.DATA}> . @prefix a: <{names.ONT}> . @prefix c: <{names.CONCEPT}> .
@prefix s: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://www.w3.org/2001/XMLSchema#> .
@prefix d: <http://purl.org/dc/terms/> .
<https://w3id.org/sundhedsaftaler/graph/meta> d:issued "2026-01-01"^^x:date .
<dk99-2020> a a:HealthAgreement ; s:prefLabel 'aftale'@da .
<document/one> a a:SourceDocument ; a:aboutAgreement <dk99-2020> .
<passage/1> a a:Passage ; a:inDocument <document/one> ; a:exact 'ord i teksten'@da ;
    a:headingPath 'x' ; a:prefix 'a' ; a:suffix 'b' ; a:start 1 ; a:end 14 .
"""
INDICATOR = """<dk99-2020/indicator/1> a a:Indicator ; a:ofAgreement <dk99-2020> ; a:ordinal 1 ;
    s:prefLabel 'andel'@da ; a:evidence <passage/1> """
SCOPE = "".join(
    f"<scope/{term}> a:scopeDocument <document/one> ; a:scopeTerm a:{term} .\n"
    for term in ("Indicator", "IndicatorValue")
)


def record(number: int, kind: str, rest: str) -> str:
    return (
        f"<dk99-2020/indicator/1/value/{number}> a a:IndicatorValue ; "
        f"a:ofIndicator <dk99-2020/indicator/1> ; a:valueKind c:value-kind-{kind} ; "
        f"a:ground c:ground-stated ; a:evidence <passage/1> ; {rest} .\n"
    )


def year(first: int, last: int | None = None) -> str:
    last = last or first
    return f'a:notBefore "{first}-01-01"^^x:date ; a:notAfter "{last}-12-31"^^x:date'


def percent(figure: str, rest: str) -> str:
    return f"a:value {figure} ; a:unit '%' ; {rest}"


def series(*records: str, desired: str = "increase", more: str = "") -> IndicatorSeries:
    direction = f"; a:desiredDirection c:direction-{desired} ." if desired else "."
    text = HEAD + INDICATOR + direction + "\n" + "".join(records) + more
    resources = Resources(EmbeddedEngine(Release("made-up", {"t": text.encode()})))
    (found,) = tell_series(read_series({}, resources), resources).items
    return found


def outcome(*records: str, desired: str = "increase") -> tuple[str, str]:
    (check,) = series(*records, desired=desired).targets
    return check.outcome, check.code


TARGET = record(1, "target", percent("75.0", year(2022)))
