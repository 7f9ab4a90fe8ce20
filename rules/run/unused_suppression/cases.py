"""What heaplint says of comments that are meant to suppress findings, with no
other rule run: of one for a rule that was not run nothing is known."""


def counted(words, total):
    for word in words:
        total += word  # heaplint: ignore[MEM301] short texts
        total += word  # heaplint: ignore[string-concat-in-loop]
        total += word  # heaplint: ignore[building, MEM3]
        total += word  # heaplint: ignore[string-concat] #~
        total += word  # heaplint: ignore[MEM301, MEM3O2] the reason #~
        total += word  # heaplint: ignore[missing_slots] #~
        total += word  # heaplint: ignore #~
        total += word  # heaplint: ignore[] #~
        total += word  # HEAPLINT: Ignore[mem301]
        total += word  # type: ignore  # heaplint: ignore[MEM30] the reason
    # heaplint: ignore-file #~
    # heaplint: ignore-file[everything] #~
    # heaplint: ignore-file[MEM4] tables
    total += 1  # noqa
    total += 1  # noqa: E501
    total += 1  # noqa: MEM301, E501
    total += 1  # noqa: MEM999 #~
    # what `heaplint: ignore` is for
    # heaplint is a linter; heaplint ignores this
    text = "# heaplint: ignore[nothing]"
    return total, text
