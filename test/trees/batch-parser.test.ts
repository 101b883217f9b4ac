import fc from "fast-check";
import { expect, test } from "vitest";
import { BatchParser } from "../../src/trees/batch-parser.js";

test("cuts objects wherever the chunks end", () => {
  const contents = fc.array(fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(contents, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (objects, sizes) => {
      const stream = Buffer.concat(objects.map((bytes, index) => encode(`id${index}`, bytes)));
      const parser = new BatchParser();
      const found = [];
      for (let start = 0, turn = 0; start < stream.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        parser.push(stream.subarray(start, start + size));
        start += size;
        for (let object = parser.next(); object; object = parser.next()) found.push(object);
      }
      expect(found).toEqual(
        objects.map((bytes, index) => ({ id: `id${index}`, bytes: bytes && Buffer.from(bytes) })),
      );
    }),
  );
});

function encode(id: string, bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined) return Buffer.from(`${id} missing\n`);
  return Buffer.concat([Buffer.from(`${id} blob ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}
