/**
 * The walk through a file. Code is written in one of three manners: as it stands (outside of the scope of the transform), native
 * (as it stands, with functions that fork inside), or active (operators as calls).
 */
import type { Bindings } from './bindings.js';
import { rewriteExpression } from './expressions.js';
import { rewriteFunction } from './functions.js';
import { rewriteHandedOn } from './handed-on.js';
import { bare, childrenOf, isErased, isFunction, type Node } from './node.js';
import { lineAt, lineStarts, type Piece } from './output.js';
import type { Replacement } from './replacements.js';
import { rewriteStatement } from './statements.js';

export type Manner = 'outside' | 'native' | 'active';

export interface RewriteOptions {
  /** Whether functions keep their untouched body for when no driver runs. */
  readonly fork: boolean;
  /** Every Float64Array as one that can hold active numbers, also those made outside of drivers. */
  readonly floats: 'typed' | 'array';
  /** Whether functions write down that they are called, for the value check. */
  readonly check: boolean;
  /** True for the code of a package: direct eval is refused where a derivative is taken, and not at once. */
  readonly lenient: boolean;
}

/** A function of which the active body is being written. */
interface Frame {
  /** Names of the temporary variables that it needs. */
  readonly temporaries: string[];
}

/** What the transform says about a file besides its code. */
export interface Remark {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Statements that may hold a declaration without a block. */
const ALONE = new Set(['IfStatement', 'LabeledStatement']);

export class Rewriter {
  readonly source: string;
  readonly file: string;
  readonly bindings: Bindings;
  readonly options: RewriteOptions;
  /** The functions of the runtime that the code calls. */
  readonly used: Set<string> = new Set();
  readonly remarks: Remark[] = [];
  /** What stands in for functions of this file, with its name here. */
  readonly replacements: Map<Replacement, string> = new Map();
  manner: Manner;
  /** How many operators of the function at hand have become calls. */
  changes = 0;
  /** True in the active body of a function: those inside of it have no other one. */
  isInActiveFunction = false;
  /** True where a declaration stands alone, as in `if (c) function f() {}`: there is no room beside it. */
  isAlone = false;
  private pieces: Piece[] = [];
  private frame: Frame = { temporaries: [] };
  private readonly prefix: string;
  private counter = 0;
  private readonly starts: readonly number[];

  private readonly replaced: ReadonlyMap<Node, Replacement> | undefined;

  constructor(
    source: string,
    file: string,
    bindings: Bindings,
    options: RewriteOptions,
    manner: Manner,
    replaced?: ReadonlyMap<Node, Replacement>,
  ) {
    this.replaced = replaced;
    this.source = source;
    this.file = file;
    this.bindings = bindings;
    this.options = options;
    this.manner = manner;
    let prefix = '$h_';
    for (let i = 0; source.includes(prefix); i++) prefix = `$h${i}_`;
    this.prefix = prefix;
    this.starts = lineStarts(source);
  }

  /** The name of a function of the runtime, in the code. */
  runtime(name: string): string {
    this.used.add(name);
    return `${this.prefix}${name}`;
  }

  /** The name of the function that stands in for this one, if one does. */
  replacementOf(node: Node): string | undefined {
    const replacement = this.replaced?.get(node);
    if (replacement === undefined) return undefined;
    const name = this.replacements.get(replacement) ?? this.fresh(replacement.name);
    this.replacements.set(replacement, name);
    return name;
  }

  /** A fresh name. */
  fresh(name: string): string {
    return `${this.prefix}${name}${++this.counter}`;
  }

  /** A variable of the function at hand, for a value that is used twice. */
  temporary(): string {
    const name = this.fresh('t');
    this.frame.temporaries.push(name);
    return name;
  }

  /** Source text as it stands. */
  raw(start: number, end: number): void {
    if (start < end) this.pieces.push({ text: this.source.slice(start, end), from: start, isCopy: true });
  }

  /** New text, which stands for a place in the source. */
  put(text: string, from = -1): void {
    this.pieces.push({ text, from, isCopy: false });
  }

  putAll(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.pieces.push(piece);
  }

  /** What a function writes, apart. */
  capture(write: () => void): Piece[] {
    const outer = this.pieces;
    this.pieces = [];
    try {
      write();
      return this.pieces;
    } finally {
      this.pieces = outer;
    }
  }

  /** The same with temporary variables of its own; their declaration comes with it. */
  captureWithVariables(write: () => void): { readonly pieces: Piece[]; readonly variables: readonly string[] } {
    const outer = this.frame;
    this.frame = { temporaries: [] };
    try {
      const pieces = this.capture(write);
      return { pieces, variables: this.frame.temporaries };
    } finally {
      this.frame = outer;
    }
  }

  /** An expression where no variable can be declared: one that needs some becomes a call. */
  isolated(node: Node): void {
    const { pieces, variables } = this.captureWithVariables(() => this.argument(node));
    if (variables.length === 0) this.putAll(pieces);
    else {
      this.put(`(() => { let ${variables.join(', ')}; return `, node.start);
      this.putAll(pieces);
      this.put('; })()');
    }
  }

  inActiveFunction<T>(is: boolean, write: () => T): T {
    const outer = this.isInActiveFunction;
    this.isInActiveFunction = is;
    try {
      return write();
    } finally {
      this.isInActiveFunction = outer;
    }
  }

  in<T>(manner: Manner, write: () => T): T {
    const outer = this.manner;
    this.manner = manner;
    try {
      return write();
    } finally {
      this.manner = outer;
    }
  }

  /** A node as the manner has it. */
  node(node: Node): void {
    const { isAlone } = this;
    if (ALONE.has(node.type)) this.isAlone = true;
    else if (node.type === 'BlockStatement' || isFunction(node)) this.isAlone &&= node.type === 'FunctionDeclaration';
    this.write(node);
    this.isAlone = isAlone;
  }

  private write(node: Node): void {
    if (isErased(node)) this.raw(node.start, node.end);
    else if (isFunction(node)) rewriteFunction(this, node);
    else if (this.manner === 'outside') this.copy(node);
    else if (this.manner === 'native') {
      if (!rewriteHandedOn(this, node)) this.copy(node);
    } else if (!rewriteStatement(this, node) && !rewriteExpression(this, node)) this.copy(node);
  }

  /** The text of a node with its children as the manner has them. */
  copy(node: Node): void {
    let at = node.start;
    for (const child of childrenOf(node)) {
      // A shorthand property names one place twice.
      if (child.start < at || (child === node.key && node.shorthand)) continue;
      this.raw(at, child.start);
      this.node(child);
      at = child.end;
    }
    this.raw(at, node.end);
  }

  /** An expression as an argument of a call, or anywhere else where a comma would end it. */
  argument(node: Node): void {
    if (bare(node).type === 'SequenceExpression') {
      this.put('(');
      this.node(node);
      this.put(')');
    } else this.node(node);
  }

  /** `name(a, b, ...)` of the runtime. */
  call(name: string, node: Node, ...args: readonly Node[]): void {
    this.changes++;
    this.put(`${this.runtime(name)}(`, node.start);
    args.forEach((arg, i) => {
      if (i > 0) this.put(', ');
      this.argument(arg);
    });
    this.put(')', node.end - 1);
  }

  lineOf(node: Node): { readonly line: number; readonly column: number } {
    const line = lineAt(this.starts, node.start);
    return { line: line + 1, column: node.start - (this.starts[line] as number) };
  }

  /** `file:line:column` of a node. */
  placeOf(node: Node): string {
    const { line, column } = this.lineOf(node);
    return `${this.file}:${line}:${column + 1}`;
  }

  remark(node: Node, message: string): void {
    this.remarks.push({ message, ...this.lineOf(node) });
  }

  /** @throws {SyntaxError} for what cannot be transformed. */
  refuse(node: Node, what: string, remedy: string): never {
    throw new SyntaxError(`unplugin-hyperdual: ${what} at ${this.placeOf(node)} cannot be transformed. ${remedy}`);
  }
}
