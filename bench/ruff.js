// node ruff.js RUFF_WASM ROUNDS < files: seconds for all files in the last round
// with rules about memory and speed, and with none that needs more than parsing.
const fs = require("fs");
const { Workspace, PositionEncoding } = require(process.argv[2]);
const rounds = Number(process.argv[3]);
const texts = fs.readFileSync(0, "utf8").split("\n").map((path) => {
  return fs.readFileSync(path, "utf8");
});

function seconds(select) {
  const settings = Workspace.defaultSettings();
  settings.lint = { ...settings.lint, select, "extend-select": [] };
  const workspace = new Workspace(settings, PositionEncoding.Utf8);
  let took = 0;
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    for (const text of texts) workspace.check(text);
    took = Number(process.hrtime.bigint() - start) / 1e9;
  }
  return took;
}

console.log(seconds(["C4", "PERF", "SLOT", "B019"]));
if (rounds > 1) console.log(seconds(["PLE2510"]));
