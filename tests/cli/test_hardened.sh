# The program is built so that a fault of memory ends it, and does no more.
. "$CLI_LIB"

if is_sanitized; then
	pass
	exit 0
fi
readelf -h -l -d -W "$BINARY" >../elf
readelf -W --dyn-syms "$BINARY" >../symbols
has() { # what it says, pattern, file
	holds "$1" grep -q -e "$2" "$3"
}
has "position-independent" 'Type: *DYN' ../elf
has "marked so" 'Flags:.*PIE' ../elf
has "relocations read-only" GNU_RELRO ../elf
has "all bound at the start" BIND_NOW ../elf
has "no code on the stack" 'GNU_STACK.* RW ' ../elf
has "stack guarded" __stack_chk_fail ../symbols
has "copies checked" '__\(memcpy\|fprintf\|snprintf\|vsnprintf\)_chk' ../symbols
