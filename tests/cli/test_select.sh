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
