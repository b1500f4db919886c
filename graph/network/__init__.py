"""The things of a release and what holds between them, as a network that networkx can read."""

from graph.network.centrality import Centrality, centrality
from graph.network.counts import count_edges
from graph.network.governance import Governance, governance
from graph.network.kinds import edge_kinds, edge_sets
from graph.network.model import Network
from graph.network.neighbourhood import Neighbourhood, neighbourhood
from graph.network.paths import Paths, paths
from graph.network.projection import Projection, projection
from graph.network.whole import whole_network

__all__ = [
    "Centrality",
    "Governance",
    "Neighbourhood",
    "Network",
    "Paths",
    "Projection",
    "centrality",
    "count_edges",
    "edge_kinds",
    "edge_sets",
    "governance",
    "neighbourhood",
    "paths",
    "projection",
    "whole_network",
]
