"""From coding sheets (YAML, written by people) to RDF: `read_sheets`, then `compile_sheet`."""

from graph.coding.labels import label_correspondences
from graph.coding.sheet import json_schema
from graph.coding.sheets import CodedSheet, parse_sheets, read_sheets
from graph.coding.triples import compile_sheet

__all__ = [
    "CodedSheet",
    "compile_sheet",
    "json_schema",
    "label_correspondences",
    "parse_sheets",
    "read_sheets",
]
