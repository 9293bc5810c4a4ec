"""Small files of elections, one of each kind, of our own."""

import hashlib
import json

BLT = """# Bầu tổ thư ký
5 2
-5
4 1 2 0
3 2 5 1 0
2 3=4 1 0
1 4 - 3 0
1 0
0
"Nguyễn An"
"Trần ""Bình"" Hai"
"Lê Chi"
"Phạm Dung"
"Đã rút"
Tổ thư ký
"""

PABULIB = """META
key;value
description;Ngân sách phường
num_projects;3
num_votes;4
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;votes;name;selected
a;60;3;Đường hẻm;1
b;50;2;"Cây ""xanh""; ghế đá";0
c;40;2;Đèn;1
VOTES
voter_id;vote
1;a,b
2;a
3;a,c
4;b,c
"""

CUMULATIVE = """META
budget;100.5
vote_type;cumulative
num_votes;2
PROJECTS
project_id;cost;votes;score
a;60;2;4
b;50;1;2
VOTES
voter_id;vote;points
1;a,b;3,2
2;a;1
"""

PREFLIB = """# FILE NAME: 1.toi
# TITLE: Chọn hướng tuyến
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 7
# ALTERNATIVE NAME 1: Phía bắc
# ALTERNATIVE NAME 2: Phía nam
# ALTERNATIVE NAME 3: Ven sông
4: 1,{2,3}
2: 2,3
1: {1,2}, 3
"""

CATEGORIES = """# DATA TYPE: cat
# NUMBER ALTERNATIVES: 2
# NUMBER CATEGORIES: 2
# ALTERNATIVE NAME 1: Có
# ALTERNATIVE NAME 2: Không
3: {1},{2}
1: {},{1,2}
2: {1,2}
"""


def leaf(*lines: object) -> str:
    return "".join(f"{line}\n" for line in lines)


RULE = '{"method":"approval","quorum":0}'
OPTIONS = '[{"cost":0,"title":"Đường"},{"cost":0,"title":"Cây"}]'
RECORDS = [
    leaf("dienhong.vote.1", 7, "2026-11-27T01:00:00.000000Z", "2026-11-27T02:00:00.000000Z", "-", RULE, OPTIONS, 3, "ab"),
    leaf("dienhong.ballot.1", 7, 1, "2026-11-27T01:10:00.000000Z", "aa", "[1]", "-", "-"),
    leaf("dienhong.ballot.1", 7, 2, "2026-11-27T01:11:00.000000Z", "bb", "[1]", "-", "-"),
    leaf("dienhong.ballot.1", 7, 3, "2026-11-27T01:12:00.000000Z", "aa", "[2]", "-", 1),
]  # fmt: skip


def root() -> bytes:
    """Of the four leaves, by RFC 6962."""
    hashes = [hashlib.sha256(b"\0" + each.encode()).digest() for each in RECORDS]
    left, right = (hashlib.sha256(b"\1" + hashes[n] + hashes[n + 1]).digest() for n in (0, 2))
    return hashlib.sha256(b"\1" + left + right).digest()


def export(result: str) -> str:
    """A vote of three, of whom one changed their ballot, with the result as it was announced."""
    closed = leaf("dienhong.closed.1", 7, "2026-11-27T02:00:00.000000Z", 2, result)
    lines = [{"dienhong": "vote", "version": 1, "vote": 7, "key": "k"}]
    told = [{"leaf": n, "record": record} for n, record in enumerate([*RECORDS, closed])]
    said = [*lines, *told, {"checkpoint": "…"}]
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in said)
