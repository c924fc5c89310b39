"""What is answered, one file per noun: for the OpenAPI document, and for what is generated from it.

Postgres writes most answers of queries, and they go out as it wrote them. Nothing here is made or checked when a
request comes; the tests hold every answer against its description.
"""
