"""An event or state -> whether it holds, when and where, for whom, and who says so.

In: the word whose clause it stands in. Out: a status with the words that set it, a `TimeSpan`, places and sources.
"""
