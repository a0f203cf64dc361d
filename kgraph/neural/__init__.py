"""The network that reads English: tags, trees, sentences and names of a text in one pass, in numpy.

A small transformer, trained by `training/` and shipped in `kgraph/english/`. `pieces` makes numbers of words, `encoder`
runs the network, `trees` and `names` choose the best tree and the best names, and `component` is the part that
spaCy's pipelines load.
"""
