"""Reports of several documents → which of them tell the same fact, and how many independent sources it has.

In come the reports (`Report`) of one statement, whatever their document, status and time; out come findings: reports
of one fact, by how sure they are, and which plan came true. A finding is a pure function of the set of reports. Texts
that are nearly the same are one source; they are told by a signature that each document keeps.
"""

from kg.corroboration.findings import Finding, findings
from kg.corroboration.plans import confirmations
from kg.corroboration.reports import Report
from kg.corroboration.texts import signature

__all__ = ["Finding", "Report", "confirmations", "findings", "signature"]
