"""The parent of the workers as a process: `python -m graph.workers DESCRIPTOR`, by the pool."""

from graph.workers.parent import main

main()
