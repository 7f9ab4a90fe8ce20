# A file that is written, cut, removed and put back while heaplint reads it, again
# and again: it is analysed as it was at some time, or refused; the others are
# analysed all the same.
. "$CLI_LIB"
finding_in good.py
cat >../change.py <<'EOF'
import os
import sys

text = b"".join(b"def f%d(a, b):\n    return [a, b]\n\n\n" % i for i in range(8000))
while not os.path.exists(sys.argv[1]):
    with open("moving.py", "wb") as file:
        file.write(text)
    os.truncate("moving.py", len(text) // 3)
    with open("moving.py", "ab") as file:
        file.write(text[len(text) // 3:])
    os.remove("moving.py")
    os.mkdir("moving.py")
    os.rmdir("moving.py")
EOF
python3 ../change.py ../enough &
changing=$!
i=0
wrong=""
while [ $i -lt 40 ] && [ -z "$wrong" ]; do
	i=$((i + 1))
	"$HEAPLINT" --no-cache --exit-zero --output concise . >../out 2>../err
	code=$?
	[ $code = 0 ] || [ $code = 2 ] || wrong="exit $code"
	grep -q '^good.py:1:1: MEM002' ../out || wrong="nothing of good.py"
	other=$(grep -vE '^heaplint: (error|warning|note): (\./)?moving.py: |^moving.py:' ../err)
	[ -z "$other" ] || wrong=$other
done
touch ../enough
wait $changing
called="heaplint . beside changes"
holds "run $i: $wrong" [ -z "$wrong" ]
rm -rf moving.py
