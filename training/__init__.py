"""Makes the English pipeline that kgraph ships out of open corpora; see `training/README.md`."""
