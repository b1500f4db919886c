"""How many goals, initiatives and indicators each agreement has, from one CSV of the service.

AFTALEGRAF=http://127.0.0.1:8000 python csv_with_pandas.py
"""

import os
from urllib.request import urlopen

import pandas

BASE = os.environ.get("AFTALEGRAF", "http://127.0.0.1:8000")
ADDRESS = f"{BASE}/api/v1/elements.csv?type=Goal,Initiative,Indicator&lang=en"

# `pandas.read_csv(ADDRESS)` does it too, but does not show the header that names the release.
with urlopen(ADDRESS) as answer:
    release = answer.headers["Aftalegraf-Release"]
    elements = pandas.read_csv(answer)

# A document also tells of goals of national programmes: they are not the agreement's own.
national = elements["programme_id"].notna()
elements["kind"] = elements["type"].where(~national, "national " + elements["type"])
print(pandas.crosstab(elements["agreement_id"], elements["kind"]).to_string())

print("\nEach counted in one document:")
for agreement, document in elements.groupby("agreement_id")["document"].first().items():
    print(f"  {agreement}: {document}")
print("These are documents of different kinds: what a debate paper or an addendum leaves out, the")
print("agreement may have. And the counts follow how finely the coder cut a text into elements.")
print(f"\nAftalegraf, release {release}: {ADDRESS}")
