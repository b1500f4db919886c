"""Validation for strangers: each in a process of its own, with a deadline and no network.

validator   the service's side: the queue, the deadline, the process
child       the process: reads RDF, runs the shapes, writes the report
"""

from graph.validation.validator import Validator

__all__ = ["Validator"]
