# heaplint: ignore-file[MEM4, missing-slots] the reason
x += y  # heaplint: ignore[MEM301] the reason
# heaplint: ignore[MEM1,MEM2, string-concat-in-loop] - on its own line
y = (  # noqa: MEM301, E501
    1,  # type: ignore # noqa: E501,MEM401 why # heaplint: ignore[MEM9
    2)
if x:  # NOQA:MEM3
    pass  # heaplint: ignore
x = 1; y = 2  # heaplint: ignore[] # heaplint:ignore[ MEM301 ]
@f  # heaplint: ignore[ALL]
def g(): pass
