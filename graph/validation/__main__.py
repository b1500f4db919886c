"""The validation as a process: `python -m graph.validation FORMAT REPORT LANGUAGE`."""

from graph.validation.child import main

main()
