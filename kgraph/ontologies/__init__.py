"""The ontologies that come with kgraph, as TOML files: data without code."""
