// validate.mjs SCHEMA[#/$defs/NAME] FILE...: JSON that heaplint wrote against
// its published schema, taken strictly: a member that the schema does not name
// is an error (readers may ignore one, we may not forget to tell of it), and
// each that it names has to occur in some file. A FILE that ends in .jsonl is
// one value a line. Then each member that is required is taken out of the first
// value where it occurs: that must be refused.
import Ajv from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";

const [where, ...files] = process.argv.slice(2);
const [path, part = ""] = where.split("#");
const schema = JSON.parse(readFileSync(path, "utf8"));
let passed = 0;
let failed = 0;

function check(holds, what) {
	holds ? passed++ : failed++;
	if (!holds)
		console.log(`FAILED ${what}`);
}

/** Each object of the schema that tells of members. */
function* objects(node) {
	if (node === null || typeof node !== "object")
		return;
	if (node.properties !== undefined)
		yield node;
	for (const child of Object.values(node))
		yield* objects(child);
}

/** Each object in a value. */
function* within(value) {
	if (value === null || typeof value !== "object")
		return;
	if (!Array.isArray(value))
		yield value;
	for (const child of Object.values(value))
		yield* within(child);
}

for (const object of objects(schema))
	object.additionalProperties = false;
const ajv = new Ajv({ strict: true, allErrors: false });
ajv.addSchema(schema, "schema");
const validate = ajv.getSchema(part === "" ? "schema" : `schema#${part}`);

const values = files.flatMap((file) => {
	const text = readFileSync(file, "utf8");
	const texts = file.endsWith(".jsonl") ?
		text.split("\n").filter((line) => line !== "") : [text];

	return texts.map((one) => ({ file, value: JSON.parse(one) }));
});
check(values.length > 0, `${where}: nothing to validate`);
for (const { file, value } of values)
	if (!validate(value))
		check(false, `${file}: ${ajv.errorsText(validate.errors)}`);
	else
		passed++;

const seen = new Set();
for (const { value } of values)
	for (const object of within(value))
		for (const [key, member] of Object.entries(object))
			if (member !== null)
				seen.add(key);
if (part === "")
	for (const object of objects(schema))
		for (const key of Object.keys(object.properties))
			check(seen.has(key), `${where}: no file has '${key}'`);

const required = new Set();
for (const object of objects(schema))
	for (const key of object.required ?? [])
		required.add(key);
for (const key of required) {
	for (const { value } of values) {
		const copy = structuredClone(value);
		const first = [...within(copy)].find((o) => key in o);

		if (first === undefined)
			continue;
		delete first[key];
		check(!validate(copy), `${where}: '${key}' is not missed`);
		break;
	}
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
