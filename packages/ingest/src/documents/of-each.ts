/** Works something out of each object once, however often it is asked for: of a long paragraph by each of its sentences, say. */
export function ofEach<K extends object, V>(made: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const kept = known.get(of) ?? { value: made(of) };
    known.set(of, kept);
    return kept.value;
  };
}
