// Finds a secret, or a piece of it, in any form.

/** The length of the pieces to find. There's one every few characters, so any 19 characters contain one. */
const PIECE = 12;
const EVERY = 8;

/** The forms in which to find bytes. */
export const ENCODINGS: Record<string, (text: string) => string[]> = {
  plain: (text) => [text],
  "percent-encoded": (text) => [hex(text).replace(/../g, "%$&"), hex(text).toUpperCase().replace(/../g, "%$&")],
  hexadecimal: (text) => [hex(text), hex(text).toUpperCase()],
  "base64 at offset 0": (text) => [base64At(text, 0)],
  "base64 at offset 1": (text) => [base64At(text, 1)],
  "base64 at offset 2": (text) => [base64At(text, 2)],
  "UTF-16LE": (text) => [Buffer.from(text, "utf16le").toString("latin1")],
  reversed: (text) => [[...text].reverse().join("")],
};

function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}

/** The part of the base64 of `text` that doesn't depend on the bytes around it, at this offset in a group of three. */
function base64At(text: string, offset: number): string {
  const encoded = Buffer.from("\0".repeat(offset) + text).toString("base64");
  const whole = Math.floor((offset + text.length) / 3) * 4;
  return encoded.slice(offset === 0 ? 0 : 4, whole);
}

export class Canary {
  private readonly needles: { encoding: string; needle: Buffer }[] = [];

  /** Finds pieces of `secrets`. They have to be random, because zeros are everywhere. */
  constructor(secrets: string[]) {
    const pieces = new Set(secrets.flatMap((secret) => windows(secret)));
    for (const [encoding, encode] of Object.entries(ENCODINGS)) {
      const forms = [...pieces].flatMap((piece) => encode(piece));
      this.needles.push(...forms.map((form) => ({ encoding, needle: Buffer.from(form, "latin1") })));
    }
  }

  /** The forms in which `place` contains a secret. There should be none. */
  formsIn(place: Buffer | string): string[] {
    const bytes = typeof place === "string" ? Buffer.from(place) : place;
    const found = this.needles.filter(({ needle }) => bytes.includes(needle)).map(({ encoding }) => encoding);
    return [...new Set(found)];
  }
}

function windows(secret: string): string[] {
  const count = Math.floor((secret.length - PIECE) / EVERY) + 1;
  return Array.from({ length: count }, (_, at) => secret.slice(at * EVERY, at * EVERY + PIECE));
}
