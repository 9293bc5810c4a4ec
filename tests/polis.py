"""A small conversation of our own in the form of the open Polis export."""

from pathlib import Path

SPOKEN = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
VOTED = "timestamp,datetime,comment-id,voter-id,vote"
BEGAN = 1_700_000_000_000  # milliseconds since 1970

COMMENTS = f"""{SPOKEN}
{BEGAN + 9_000},x,2,7,1,1,0,"Mở dữ liệu, nhưng *bảo vệ* <người góp>: xem #3_4"
{BEGAN + 1_000},x,0,3,2,1,1,Dữ liệu nghiên cứu phải được mở sau hai năm.
{BEGAN + 5_000},x,1,3,0,1,-1,Mua ngay tại quảng cáo này!
{BEGAN + 12_000},x,3,9,1,0,1,"1. Quỹ chấp nhận rủi ro.
2. Ai chịu trách nhiệm?"
"""
VOTES = f"""{VOTED}
{BEGAN + 2_000},x,0,3,1
{BEGAN + 3_000},x,0,7,1
{BEGAN + 4_000},x,0,7,-1
{BEGAN + 6_000},x,1,9,-1
{BEGAN + 10_000},x,2,3,-1
{BEGAN + 11_000},x,2,9,1
{BEGAN + 13_000},x,3,7,0
{BEGAN + 14_000},x,3,12,1
"""


def write(folder: Path, comments: str = COMMENTS, votes: str = VOTES) -> Path:
    """The export as a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "comments.csv").write_text(comments, "utf-8")
    (folder / "votes.csv").write_text(votes, "utf-8")
    (folder / "summary.csv").write_text("topic,Dữ liệu mở trong khoa học\nvoters,4\n", "utf-8")
    return folder
