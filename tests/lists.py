"""Lists as a test asks for them."""

from graph.resources import Page, Resources, collection, list_things, read_listing, vocabulary

COLLECTIONS = sorted(vocabulary().collections)


def listed(resources: Resources, name: str, **given: str | list[str]) -> Page:
    asked = {k: v if isinstance(v, list) else [v] for k, v in given.items()}
    return list_things(read_listing(collection(name), asked, resources), resources)


def every(resources: Resources, name: str, **given: str | list[str]) -> list[str]:
    """Return the IRIs of the whole list."""
    asked = {k: v if isinstance(v, list) else [v] for k, v in given.items()}
    listing = read_listing(collection(name), asked, resources, 10_000)
    return [item.iri for item in list_things(listing, resources).items]
