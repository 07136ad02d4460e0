"""Reuters-21578: SGML with control references and bare ampersands."""

from __future__ import annotations

from datetime import date

FILE = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>tin</D></TOPICS>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704</UNKNOWN>
<TEXT>&#2;
<TITLE>BELL &lt;BLL> BUYS MARN</TITLE>
<AUTHOR>    By Ada Poe, Reuters</AUTHOR>
<DATELINE>    TARN, Feb 26 - </DATELINE><BODY>Bell Corp &lt;BLL> said it bought
Marn &amp; Sons.
    Mayor Odo Fell met its chief.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="2"><DATE> 3-MAR-1987</DATE><TEXT TYPE="BRIEF">&#2;<TITLE>TIN UP</TITLE></TEXT></REUTERS>
<REUTERS NEWID="3"><DATE>some day</DATE><TEXT TYPE="UNPROC">&#2;Raw words of Zoe Marsh.&#3;</TEXT></REUTERS>
"""


def test_stories(tmp_path, reading):
    (tmp_path / "a.sgm").write_text(FILE)
    (first, third), (brief, day) = reading(tmp_path / "a.sgm")
    assert (first.id, first.title, first.author) == ("reuters21578-1", "BELL <BLL> BUYS MARN", "Ada Poe")
    assert first.published == date(1987, 2, 26)
    assert first.text == "TARN, Feb 26 - Bell Corp <BLL> said it bought Marn & Sons.\n\nMayor Odo Fell met its chief."
    assert (third.id, third.text, third.published) == ("reuters21578-3", "Raw words of Zoe Marsh.", None)
    assert "headline without text (2)" in brief.reason
    assert "not understood (some day)" in day.reason
    assert not brief.error
    assert not day.error


def test_bytes_that_are_no_utf_8(one):
    story = '<REUTERS NEWID="7"><TEXT><BODY>Zoë met Bo.</BODY></TEXT></REUTERS>'
    assert one("a.sgm", story.encode("latin-1")).text == "Zoë met Bo."


def test_a_cut_file_and_other_sgml(tmp_path, reading, refused):
    (tmp_path / "b.sgm").write_text(FILE[: FILE.rindex("</REUTERS>")])
    (document,), (_, problem) = reading(tmp_path / "b.sgm")
    assert document.id == "reuters21578-1"
    assert "1 stories without an end" in problem.reason
    assert "no <REUTERS> story" in refused("c.sgm", "<doc>Ada met Bo.</doc>")
    assert "is empty" in refused("d.sgm", "")
