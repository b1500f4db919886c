"""What an answer is called in a citation: by its path, and the things that its parameters name."""

import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from pydantic import TypeAdapter

from api.citing.addresses import Address
from api.delivery import API
from graph import names
from graph.answers import Labels, Model
from graph.catalogue import question
from graph.errors import ParameterError, UnknownQuestion, UnknownThing
from graph.names import Language
from graph.resources import Collection, Resources, facets, find, vocabulary
from graph.resources.about import check_known
from graph.resources.parameters import read_thing, read_value, read_words

SHOWN: Final = 6
"""Things that a title names at most; the address has them all."""

BELOW: Final = {
    "relations": Labels(da="Forbindelser", en="Relations"),
    "series": Labels(da="Indikator over tid", en="Indicator over time"),
}
"""What stands below a thing."""

_MORE: Final = Labels(da="m.fl.", en="and others")


class Title(Model):
    """The title of the answers of a route, and the parameters whose things it names."""

    da: str
    en: str
    named: Sequence[str] = ()


TITLES: Final = TypeAdapter(dict[str, Title]).validate_python(
    tomllib.loads((files("api") / "citing" / "titles.toml").read_text("utf-8"))
)


def title_of(address: Address, language: Language, resources: Resources) -> str:
    """Return what the answer at an address is called.

    Raises ParameterError where nothing answers there, or where a thing it names is not known.
    """
    try:
        found = _title(address, language, resources)
    except (UnknownThing, UnknownQuestion) as error:
        raise ParameterError(f"of: {error}") from error
    if not found:
        raise ParameterError(f"of: nothing that can be cited is at {address.path}")
    title, named = found
    told = [*named[:SHOWN], *([_MORE[language]] if len(named) > SHOWN else [])]
    mark = "" if title.endswith("?") else ":"
    return f"{title}{mark} {'; '.join(told)}" if told else title


def _title(
    address: Address, language: Language, resources: Resources
) -> tuple[str, Sequence[str]] | None:
    if address.path.startswith(("/id/", "/concept/")):
        iri = names.BASE + address.path.removeprefix("/")
        check_known(iri, resources)
        return resources.things.named([iri])[iri].label.marked(language) or iri, ()
    below = address.path.removeprefix(API) or "/"
    if fixed := TITLES.get(below) if address.path.startswith(API) else None:
        return Labels(da=fixed.da, en=fixed.en)[language], [
            label
            for name in fixed.named
            for word in _words(address, name)
            for label in _label(name, word, language, resources)
        ]
    match below.split("/"):
        case ["", "questions", slug]:
            return question(slug).title[language], _of_question(address, slug, language, resources)
        case ["", name, *rest] if name in vocabulary().collections:
            collection = vocabulary().collections[name]
            return _of_collection(address, collection, rest, language, resources)
    return None


def _of_collection(
    address: Address,
    collection: Collection,
    rest: Sequence[str],
    language: Language,
    resources: Resources,
) -> tuple[str, Sequence[str]] | None:
    label = collection.label.marked(language)
    label = label[:1].upper() + label[1:]
    match rest:
        case []:
            filters = [name for name in facets() if name in dict(address.query)]
            words = [(name, word) for name in filters for word in _words(address, name)]
            return label, [t for pair in words for t in _label(*pair, language, resources)]
        case [id_, *below] if below in ([], *([name] for name in BELOW)):
            thing = resources.things.named([iri := find(collection, id_, resources)])[iri]
            title = BELOW[below[0]][language] if below else label
            return title, [thing.label.marked(language) or id_]
    return None


def _of_question(
    address: Address, slug: str, language: Language, resources: Resources
) -> Sequence[str]:
    """Name what a question is asked with, in the order of its parameters."""
    told: list[str] = []
    for name, parameter in question(slug).parameters.items():
        for word in (text for key, text in address.query if key == name):
            if parameter.kind == "date":
                told.append(word)
            else:
                iri = resources.things.resolve(word, parameter.kind, name)
                told += _named(iri, word, language, resources)
    return told


def _label(name: str, word: str, language: Language, resources: Resources) -> Iterator[str]:
    if name == "q":
        yield f"“{word}”"
    elif name in facets():
        yield from _named(read_value(facets()[name], word, resources), word, language, resources)
    elif name in ("from", "to"):
        yield from _named(_thing(word, resources), word, language, resources)
    else:
        yield from _named(read_thing(word, resources), word, language, resources)


def _thing(word: str, resources: Resources) -> str:
    """Return the thing that an end of a path or of a pair of agreements is."""
    if resources.things.names(word, "HealthAgreement"):
        return resources.things.resolve(word, "HealthAgreement", "of")
    return read_thing(word, resources)


def _named(iri: str, word: str, language: Language, resources: Resources) -> Iterator[str]:
    if "://" not in iri:
        yield word
        return
    yield resources.things.named([iri])[iri].label.marked(language) or word


def _words(address: Address, name: str) -> list[str]:
    given = [text for key, text in address.query if key == name]
    return given if name == "q" else read_words({name: given}, name)
