"""Named spans as the language model marked them -> named spans as the text has them.

In: a `View` and the ontology. Out: `Name`s, whole, one by one, each of the class that its words and what stands around
it tell, and those that the model left unmarked.
"""
