"""The parameters of networks, as OpenAPI declares them."""

from typing import Final

from api.parameters import Node, control
from graph.network import edge_kinds, edge_sets
from graph.network.centrality import DEFINITIONS
from graph.network.kinds import DEFAULT
from graph.network.neighbourhood import MAX_STEPS
from graph.network.request import PLACES

TEXT: Final[Node] = {"type": "string"}
CLASSES: Final[Node] = {"type": "array", "items": TEXT}
GOAL, SOURCE = "dk82-2019.goal.1", "data-source.dk-03"
STEPS: Final = tuple(str(steps) for steps in range(1, MAX_STEPS + 1))

EDGES: Final = control(
    "edges",
    "The kinds of edges, each a property (such as `serves`) or a set: "
    + "; ".join(f"`{name}`: {found.definition.en}" for name, found in edge_sets().items())
    + f" Without it: {', '.join(DEFAULT)}.",
    {"type": "array", "items": {"type": "string", "enum": [*edge_sets(), *edge_kinds()]}},
)


def _common(*files: str) -> list[Node]:
    """Return the parameters of every answer; `files` are its formats beside JSON and CSV."""
    known = ["json", "csv", *files]
    chosen = control("format", "The same as the extension.", {"type": "string", "enum": known})
    return [chosen, *_shared("lang", "bom")]


def _shared(*names: str) -> list[Node]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


GRAPHS: Final = ("graphml", "gexf")
PARAMETERS: Final = [EDGES, *_shared(*PLACES, "type")]
NETWORK: Final = [*PARAMETERS, *_common(*GRAPHS)]
NEIGHBOURHOOD: Final = [
    control("of", "The thing in the middle, by its id.", TEXT, required=True, example=GOAL),
    control("steps", "How far to go.", {"type": "string", "enum": STEPS, "default": STEPS[0]}),
    *NETWORK,
]
PATHS: Final = [
    control(
        "from", "Where the paths begin: a thing, by its id.", TEXT, required=True, example=GOAL
    ),
    control("to", "Where they lead: a thing, by its id.", TEXT, required=True, example=SOURCE),
    control(
        "directed",
        "1 takes edges only from source to target.",
        {"type": "string", "enum": ["0", "1"]},
    ),
    *PARAMETERS,
    *_common(),
]
CENTRALITY: Final = [
    control(
        "measure",
        "; ".join(f"`{name}`: {found.en}" for name, found in DEFINITIONS.items()),
        {"type": "string", "enum": list(DEFINITIONS), "default": "degree"},
    ),
    control("of", "Tell only things of these classes; the network stays whole.", CLASSES),
    *PARAMETERS,
    *_common(),
]
GOVERNANCE: Final = [*_shared(*PLACES), *_common(*GRAPHS)]
PROJECTION: Final = [
    control("of", "The classes of what is joined.", CLASSES, required=True, example=["DataSource"]),
    control("by", "The classes of what is shared.", CLASSES, required=True, example=["Goal"]),
    control(
        "path",
        "Kinds of edges in the order from `of` to `by`, with `/` between them: "
        "`seatIn/filledBy`. Without it: any single kind.",
        CLASSES,
    ),
    *_shared(*PLACES),
    *_common(*GRAPHS),
]
