"""Literals, displays and what operators make of them."""

text, data, number, real, comp = "a", b"a", 1, 1.5, 2j
many = "a" "b" f"{number}"
text + text
text * 3
3 * text
"%d" % number
text % ()
data % ()
data + data
data + bytearray(b"x")
bytearray(b"x") + data
number + real
number / number
number // number
number**2
number - True
True + True
True & False
number & 3
-number
~number
-True
not number
comp + 1
[1] + [2]
[1] + ["a"]
[1] * 2
(1, "a")
(1, "a") + (2,)
(1,) * 3
{1, 2} | {3}
{1} - {2}
{1: "a"} | {2: "b"}
{1} | {1: 2}.keys()
frozenset([1]) | {2}
[*[1, 2], "a"]
{**{1: 2}, "a": "b"}
{}
[]
()
[[1], [2]]
text[0], text[1:], data[0], data[:1]
[1, 2][0]
[1, 2][:1]
("a", 1)[0]
("a", 1)[1]
("a", 1)[-1]
("a", 1)[number - 1]
{1: "a"}[1]
range(3)[0]
range(3)[:2]
bytearray(b"ab")[0]
bytearray(b"ab")[:1]
memoryview(b"ab")[:1]
text if number else data
text or "b"
None or "b"
text and number
number in [1]
number is None
number < 2
text == text
[x for x in [1, 2]]
{x for x in "ab"}
{x: y for x, y in [(1, "a")]}
(x for x in b"ab")
[y for x in [[1], [2]] for y in x]
[i * c for i, c in enumerate("abc")]
(walrus := "a")
walrus
