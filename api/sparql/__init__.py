"""The SPARQL endpoint and its neighbours, as plain ASGI: a query pays for no framework.

route      what the plain routes share: methods, problems, a client that leaves
request    what a request asks, by the SPARQL 1.1 Protocol (section 2.1)
endpoint   /sparql: answers from the pool of workers or from the cache
page       /sparql in a browser: a form, and results as a table
service    the service description
store      /store: the graphs, by the Graph Store HTTP Protocol
"""
