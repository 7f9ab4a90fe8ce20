class PageBuilder:
    def link(self, parts):
        first = parts[0]
        last = parts[-1]
        first.later = last
        last.earlier = first  #~
