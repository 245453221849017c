"""Pull: voices are asked for where they lie, page by page, kept as they came, and read as files are.

Of dlt its REST client is used, with its paginators, its way of trying again, and its places for secrets. Its pipelines
and destinations are not: they would store voices a second time, in tables of their own, beside the readers' one way.
"""
