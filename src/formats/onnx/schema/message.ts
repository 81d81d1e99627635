import type { enums, messages } from "./messages.ts";

/** What a scalar of protobuf is in JavaScript. */
interface Scalars {
  int32: number;
  int64: bigint;
  float: number;
  double: number;
  string: string;
  bytes: Uint8Array;
}

export type ScalarName = keyof Scalars;
export type MessageName = keyof typeof messages;
export type EnumName = keyof typeof enums;

/** How often a field comes. */
export type Count = "one" | "many" | "packed" | "choice";

/** A field as the table states it. */
export type Field = readonly [number: number, type: ScalarName | MessageName | EnumName, count: Count];

/** Whether a field is read and written as a run of bytes, though it is a list: see {@link IsRun}. */
export const isRun = (type: string, count: Count): boolean =>
  count === "packed" && (type === "float" || type === "double");

type Fields<M extends MessageName> = (typeof messages)[M];
type Camel<S> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

type Of<T, Side extends "read" | "write"> = T extends ScalarName
  ? Scalars[T]
  : T extends EnumName
    ? number
    : T extends MessageName
      ? Side extends "read"
        ? Message<T>
        : Draft<T>
      : never;

type TypeAt<M extends MessageName, K extends keyof Fields<M>> = Fields<M>[K] extends readonly [
  unknown,
  infer T,
  unknown,
]
  ? T
  : never;
type CountAt<M extends MessageName, K extends keyof Fields<M>> = Fields<M>[K] extends readonly [
  unknown,
  unknown,
  infer C,
]
  ? C
  : never;

/** Whether a field is a packed list of floats. Its bytes are the elements in little-endian order: it is read as they are. */
type IsRun<M extends MessageName, K extends keyof Fields<M>> = [CountAt<M, K>, TypeAt<M, K>] extends [
  "packed",
  "float" | "double",
]
  ? true
  : false;

type Choices<M extends MessageName, Side extends "read" | "write"> = {
  [K in keyof Fields<M>]: CountAt<M, K> extends "choice"
    ? { readonly case: Camel<K>; readonly value: Of<TypeAt<M, K>, Side> }
    : never;
}[keyof Fields<M>];

/** A message as it was read: scalars that are not there have their default, messages are undefined. */
export type Message<M extends MessageName> = {
  readonly [K in keyof Fields<M> as CountAt<M, K> extends "choice" ? never : Camel<K>]: CountAt<
    M,
    K
  > extends "one"
    ? TypeAt<M, K> extends MessageName
      ? Of<TypeAt<M, K>, "read"> | undefined
      : Of<TypeAt<M, K>, "read">
    : IsRun<M, K> extends true
      ? Uint8Array
      : readonly Of<TypeAt<M, K>, "read">[];
} & ([Choices<M, "read">] extends [never]
  ? unknown
  : { readonly value: Choices<M, "read"> | { readonly case: undefined; readonly value?: undefined } });

/** A message to be written: the fields that are set. */
export type Draft<M extends MessageName> = {
  readonly [K in keyof Fields<M> as CountAt<M, K> extends "choice" ? never : Camel<K>]?: CountAt<
    M,
    K
  > extends "one"
    ? Of<TypeAt<M, K>, "write"> | undefined
    : IsRun<M, K> extends true
      ? Uint8Array
      : readonly Of<TypeAt<M, K>, "write">[];
} & ([Choices<M, "write">] extends [never]
  ? unknown
  : { readonly value?: Choices<M, "write"> | { readonly case: undefined } });
