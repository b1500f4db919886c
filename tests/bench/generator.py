"""Agreement-shaped data of any size: the same seed gives the same triples.

An agreement has what a real one has, in like numbers: visions, focus areas, goals, initiatives,
passages that they rest on, labels in two languages, themes from one list.
"""

import random
from collections.abc import Iterator
from typing import Final

from graph import names

PER_AGREEMENT: Final = {"Vision": 5, "FocusArea": 4, "Goal": 15, "Initiative": 60, "Commitment": 80}
THEMES: Final = 25
HEAD: Final = (
    f"@prefix a: <{names.ONT}> . @prefix c: <{names.CONCEPT}> . "
    "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n"
)


def release(quads: int, seed: int = 0) -> dict[str, bytes]:
    """Return the Turtle of as many agreements as make about so many triples, by graph name."""
    chance = random.Random(seed)
    graphs: dict[str, bytes] = {}
    written = 0
    while written < quads:
        name = f"bench-{len(graphs)}"
        lines = list(_agreement(name, chance))
        graphs[name] = (HEAD + "\n".join(lines)).encode()
        written += sum(line.count(" ;") + 1 for line in lines)
    return graphs


def _agreement(name: str, chance: random.Random) -> Iterator[str]:
    base = names.data(name)
    region = names.data(f"region/dk8{chance.randint(1, 5)}")
    yield f"<{base}> a a:HealthAgreement ; a:coversRegion <{region}> ; a:slug '{name}' ."
    for kind, count in PER_AGREEMENT.items():
        for number in range(1, count + 1):
            yield _element(base, kind, number, chance)
            yield _passage(base, kind, number, chance)


def _element(base: str, kind: str, number: int, chance: random.Random) -> str:
    iri = f"{base}/{kind.lower()}/{number}"
    words = " ".join(chance.choices(("sundhed", "borgere", "sammen", "forløb", "nær"), k=8))
    theme = f"c:theme-{chance.randrange(THEMES)}"
    serves = f" ; a:serves <{base}/goal/{chance.randint(1, 15)}>" if kind == "Initiative" else ""
    pursues = f" ; a:pursues <{base}/vision/{chance.randint(1, 5)}>" if kind == "Goal" else ""
    return (
        f"<{iri}> a a:{kind} ; a:ofAgreement <{base}> ; a:ordinal {number} ; a:theme {theme} ; "
        f"s:prefLabel '{words} {number}'@da ; s:prefLabel 'text {number}'@en ; "
        f"a:normativeStatus c:normative-adopted ; a:evidence <{iri}/passage>{serves}{pursues} ."
    )


def _passage(base: str, kind: str, number: int, chance: random.Random) -> str:
    start = chance.randrange(50_000)
    text = " ".join(chance.choices(("vi", "vil", "styrke", "samarbejdet", "på", "tværs"), k=25))
    return (
        f"<{base}/{kind.lower()}/{number}/passage> a a:Passage ; a:exact '{text}' ; "
        f"a:start {start} ; a:end {start + len(text)} ; a:headingPath 'A › B' ; "
        f"a:prefix 'før' ; a:suffix 'efter' ."
    )
