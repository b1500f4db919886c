"""The templates of the pages."""

from typing import Final

from jinja2 import Environment, PackageLoader, select_autoescape

TEMPLATES: Final = Environment(
    loader=PackageLoader("api", "explorer"), autoescape=select_autoescape()
)
