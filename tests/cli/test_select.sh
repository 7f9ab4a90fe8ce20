. "$CLI_LIB"
finding_in a.py

shown() {
	heaplint 0 --output concise "$@" a.py
	found_is a.py
}
hidden() {
	heaplint 0 --output concise "$@" a.py
	found_is ""
}
shown
shown --select MEM002
shown --select MEM0
shown --select unread-code
shown --select run
shown --select ALL
shown --select MEM1,MEM002
shown --select MEM1 --select MEM002
shown --select MEM1 --extend-select MEM0
hidden --select MEM1
hidden --ignore MEM0
hidden --ignore ALL
# the closer selector counts; of two as close, --ignore
shown --ignore MEM0 --select MEM002
shown --ignore MEM --select MEM0
hidden --select MEM0 --ignore MEM002
hidden --select MEM002 --ignore unread-code
shown --isolated

# in any case, and `rule` of a beginning or a family is a table
shown --select mem002
shown --select mem0
shown --select Unread-Code
shown --select all
hidden --ignore mem0
heaplint 0 rule mem002
out_has "# MEM002 unread-code"
heaplint 0 rule MEM0
out_has "| MEM002 | unread-code |"
out_lacks MEM101
heaplint 0 rule cycles
out_has "| MEM101 | reference-cycle |"
out_lacks MEM002
