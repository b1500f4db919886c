"""What every page has around its content: language, links, head and foot, the files it loads."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api.explorer import assets
from api.explorer.words import words
from api.explorer.written import property_name, written
from graph import names
from graph.answers import Thing
from graph.names import Language
from graph.series.units import unit

OTHER: Final[Mapping[Language, Language]] = {"da": "en", "en": "da"}

SECTIONS: Final = {
    "compare": "/compare",
    "questions": "/questions",
    "indicators": "/indicators",
    "network": "/network",
    "sparql": "/sparql",
    "data": "/data",
}
"""The parts of the site in the head of every page, by their word in `words/site.toml`."""

_TEMPLATES: Final = Environment(
    loader=PackageLoader("api", "explorer/templates"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Frame:
    """A page's address and language, and links that keep the language.

    Templates get the methods by their names.
    """

    def __init__(
        self, path: str, query: Sequence[tuple[str, str]], language: Language, release: str
    ) -> None:
        self.path, self.query = path, [pair for pair in query if pair[0] != "lang"]
        self.language, self.release = language, release

    def t(self, key: str, **values: object) -> str:
        """Return a text and its values as they are written in the language: see `words`."""
        told = {name: self.written(value) for name, value in values.items()}
        return words(key, self.language, **told)

    def written(self, value: object) -> str:
        """Return a plain value in the language of the page: see `written`."""
        return written(value, self.language)

    def property_name(self, of: Thing) -> str:
        """Return what a property is called in the language of the page."""
        return property_name(of, self.language)

    def unit(self, code: str) -> str:
        """Return the name of a UCUM code, or the code where it has none yet."""
        return unit(code).label[self.language] or code

    def url(self, path: str, **parameters: str | Sequence[str] | None) -> str:
        """Return an address of this site in the language of the page."""
        given = {name: value for name, value in parameters.items() if value}
        return f"{path}?{urlencode([*_pairs(given), ('lang', self.language)])}"

    def here(self, **changes: str | Sequence[str] | None) -> str:
        """Return this page's address with parameters changed; None takes one away."""
        kept = [pair for pair in self.query if pair[0] not in changes]
        pairs = [*kept, *_pairs({name: value for name, value in changes.items() if value})]
        language = changes.get("lang") or self.language
        pairs = [*(pair for pair in pairs if pair[0] != "lang"), ("lang", str(language))]
        return f"{self.path}?{urlencode(pairs)}"

    def href(self, thing: Thing) -> str:
        """Return the address of the page that tells of a thing, or the IRI of one elsewhere."""
        if thing.iri.startswith(names.ONT):
            return f"/ont.html?lang={self.language}#{thing.iri.removeprefix(names.ONT)}"
        if not thing.iri.startswith(names.BASE):
            return thing.iri
        return f"/{quote(thing.iri.removeprefix(names.BASE))}.html?lang={self.language}"

    def render(
        self, template: str, scripts: Sequence[str] = (), nonce: str = "", **content: Any
    ) -> str:
        """Return a page as HTML; `scripts` are sources in `web/src` that it loads.

        `nonce` is what lets a library write styles under the policy of the page.
        """
        wanted = ("main.ts", *scripts)
        return _TEMPLATES.get_template(template).render(
            t=self.t,
            written=self.written,
            unit=self.unit,
            property_name=self.property_name,
            url=self.url,
            here=self.here,
            href=self.href,
            lang=self.language,
            other=OTHER[self.language],
            path=self.path,
            release=self.release,
            sections=SECTIONS,
            is_built=assets.is_built(),
            design=assets.style("dkfds.scss"),
            scripts=assets.scripts(wanted),
            preloads=assets.preloads(wanted),
            fonts=assets.fonts(),
            nonce=nonce,
            **content,
        )


def _pairs(parameters: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
    return [
        (name, item)
        for name, value in parameters.items()
        for item in ([value] if isinstance(value, str) else value)
    ]
