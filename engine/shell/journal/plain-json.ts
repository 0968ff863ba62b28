/**
 * JSON of plain data with Maps and Sets in it: `{"$map":[[key,value],…]}` and `{"$set":[…]}`. A key of an object that
 * starts with "$" gets one more. What JSON would silently change (NaN, Infinity, undefined in a list, Date,
 * class instances, functions, bigints, symbols) throws TypeError with the way to it, because a world that comes back
 * different is no snapshot. A property that is undefined is left out, as one that is not there; -0 becomes 0.
 */
export function encodePlain(value: unknown): string {
  return JSON.stringify(toJson(value, 'world'));
}

/** The value that `encodePlain` was given. Throws SyntaxError for what is no JSON. */
export function decodePlain(text: string): unknown {
  return fromJson(JSON.parse(text));
}

function toJson(value: unknown, path: string): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return Array.from(value, (item, index) => toJson(item, `${path}[${index}]`));
      if (value instanceof Map) {
        return {
          $map: Array.from(value, ([key, item]) => [
            toJson(key, `${path} key`),
            toJson(item, `${path}.get(${typeof key === 'string' ? key : typeof key})`),
          ]),
        };
      }
      if (value instanceof Set) return { $set: Array.from(value, (item) => toJson(item, `${path} member`)) };
      if (isPlain(value)) return objectToJson(value, path);
      break;
  }
  throw new TypeError(
    `${path} cannot be kept: ${typeof value === 'object' ? value?.constructor?.name : String(value)}`,
  );
}

function objectToJson(value: object, path: string): object {
  const json: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) json[key.startsWith('$') ? `$${key}` : key] = toJson(item, `${path}.${key}`);
  }
  return json;
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
