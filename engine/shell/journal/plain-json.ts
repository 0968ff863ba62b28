/**
 * JSON of plain data with Maps and Sets in it: `{"$map":[[key,value],…]}` and `{"$set":[…]}`. A key of an object that
 * starts with "$" gets one more. What JSON would silently change (NaN, Infinity, undefined in a list, Date,
 * class instances, functions, bigints, symbols) throws TypeError with the way to it, because a world that comes back
 * different is no snapshot. A property that is undefined is left out, as one that is not there; -0 becomes 0.
 */
export function encodePlain(value: unknown): string {
  try {
    return JSON.stringify(plainOf(value));
  } catch (error) {
    if (error !== notPlain) throw error;
    throw new TypeError(impurity(value, 'world') ?? 'world cannot be kept');
  }
}

/** The value that `encodePlain` was given. Throws SyntaxError for what is no JSON. */
export function decodePlain(text: string): unknown {
  return fromJson(JSON.parse(text));
}

/** Thrown and caught here: the way to what is not plain is looked for only then, since the line stands still meanwhile. */
const notPlain = new Error('not plain');

function plainOf(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return Array.from(value, plainOf);
      if (value instanceof Map) return { $map: Array.from(value, ([key, item]) => [plainOf(key), plainOf(item)]) };
      if (value instanceof Set) return { $set: Array.from(value, plainOf) };
      if (isPlain(value)) return plainObject(value as Record<string, unknown>);
      break;
  }
  throw notPlain;
}

/** An object of nothing but leaves goes as it is: most of a world is such ones. */
function plainObject(value: Record<string, unknown>): object {
  let json: Record<string, unknown> | null = null;
  for (const key of Object.keys(value)) {
    const item = value[key];
    const next = item === undefined ? undefined : plainOf(item);
    if (json === null && next === item && key.charCodeAt(0) !== dollar) continue;
    json ??= before(value, key);
    if (next !== undefined) json[key.charCodeAt(0) === dollar ? `$${key}` : key] = next;
  }
  return json ?? value;
}

const dollar = 36;

/** The properties that stand before this one. */
function before(value: Record<string, unknown>, end: string): Record<string, unknown> {
  const some: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) {
    if (key === end) break;
    some[key] = value[key];
  }
  return some;
}

/** What cannot be kept, with the way to it; null: nothing. */
function impurity(value: unknown, path: string): string | null {
  const first = (parts: Iterable<readonly [unknown, string]>): string | null => {
    for (const [part, way] of parts) {
      const found = impurity(part, way);
      if (found !== null) return found;
    }
    return null;
  };
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return null;
    case 'number':
      if (Number.isFinite(value)) return null;
      break;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return first(Array.from(value, (item, index) => [item, `${path}[${index}]`]));
      if (value instanceof Map) {
        return first(
          Array.from(value).flatMap(([key, item]): [unknown, string][] => [
            [key, `${path} key`],
            [item, `${path}.get(${typeof key === 'string' ? key : typeof key})`],
          ]),
        );
      }
      if (value instanceof Set) return first(Array.from(value, (item) => [item, `${path} member`]));
      if (isPlain(value)) {
        const parts = Object.entries(value).filter(([, item]) => item !== undefined);
        return first(parts.map(([key, item]) => [item, `${path}.${key}`]));
      }
      break;
  }
  return `${path} cannot be kept: ${typeof value === 'object' ? value?.constructor?.name : String(value)}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function fromJson(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(fromJson);
  const object = json as Record<string, unknown>;
  if (Array.isArray(object.$map)) {
    return new Map((object.$map as [unknown, unknown][]).map(([key, item]) => [fromJson(key), fromJson(item)]));
  }
  if (Array.isArray(object.$set)) return new Set(object.$set.map(fromJson));
  // Defined rather than assigned, so that a key "__proto__" stays a key.
  const value = {};
  for (const [key, item] of Object.entries(object)) {
    Object.defineProperty(value, key.startsWith('$') ? key.slice(1) : key, {
      value: fromJson(item),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return value;
}
