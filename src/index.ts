/**
 * Chainrule: neural networks that show their work. This entry holds no Node module: it runs in browsers as it is.
 * What needs files, a terminal or processes is in `chainrule/node`.
 */

export type { ArrayInput, ArrayLikeND, Nested, Rows } from "./array/index.ts";
export { asArray, NDArray, RandomState, readNpy, readNpz, writeNpy, writeNpz } from "./array/index.ts";
export type { RandomPosition } from "./array/random.ts";
export type { DType, FloatType, TypedArray } from "./base/dtype.ts";
export { ChainruleError, type ErrorCode } from "./base/error.ts";
export type { Shape } from "./base/shape.ts";
export type { Sequence } from "./compile/sequence.ts";
export type { TargetOptions } from "./data/fitTarget.ts";
export type { Generator as DatasetGenerator } from "./data/generator.ts";
export * from "./data/index.ts";
export type {
  OptionSpec as DatasetOption,
  OptionSpecs as DatasetOptions,
  OptionValues as DatasetOptionValues,
} from "./data/options.ts";
export type { Orientation, Side as OrientationSide } from "./explain/check/arrange.ts";
export type { Arrays as CheckedArrays } from "./explain/check/entries.ts";
export type {
  Element as WrongElement,
  Line as WrongLine,
  Misshapen as MisshapenOutcome,
  Named as NamedCause,
  Note as VerdictNote,
  Right as RightOutcome,
  Skipped as SkippedOutcome,
  Wrong as WrongOutcome,
} from "./explain/check/verdict.ts";
export type { Line as DerivationLine, Part as DerivationPart } from "./explain/derive/derivation.ts";
export type { DerivationReading } from "./explain/derive/document.ts";
export type { Reason as DerivationReason } from "./explain/derive/reason.ts";
export type { Numbers as SampleNumbers } from "./explain/derive/sample.ts";
export type { Statement as DerivationStatement } from "./explain/derive/statement.ts";
export type {
  BlankBlock,
  Block,
  CodeBlock,
  FormulaBlock,
  FormulaText,
  Heading,
  ListBlock,
  MatrixBlock,
  Paragraph,
  PictureBlock,
  TableBlock,
} from "./explain/document/blocks.ts";
export type { Emphasis, TerminalOptions } from "./explain/document/terminal.ts";
export type { Convention } from "./explain/formula/formula.ts";
export type { ElementCheck, ParameterCheck } from "./explain/gradcheck/check.ts";
export type { Comparison as GradientComparison } from "./explain/gradcheck/compare.ts";
export type { Culprit } from "./explain/gradcheck/culprits.ts";
export * from "./explain/index.ts";
export type { Language, Said } from "./explain/language/sentences.ts";
export type { Difference } from "./explain/parity/difference.ts";
export type { Explained as ExplainedDifference, ParityNote } from "./explain/parity/parity.ts";
export type { TraceArrays as RecordedArrays } from "./explain/parity/recording.ts";
export type { Found as FoundCause } from "./explain/parity/search.ts";
export type { Collapse } from "./explain/report/collapse.ts";
export type { ReportPicture } from "./explain/report/document.ts";
export type { ErrorTerms } from "./explain/report/findings.ts";
export type { Back as LayerBack, LayerLook, LayerName, Look as NetworkLook } from "./explain/report/look.ts";
export type { Range as LearningRateRange, RangeTest } from "./explain/report/rangeTest.ts";
export type { Group as UnitGroup } from "./explain/report/symmetry.ts";
export type { IdleUnits } from "./explain/report/units.ts";
export type { Element as SummedElement, Sum as ElementSum } from "./explain/trace/element.ts";
export type { Explained as ExplainedModel } from "./explain/trace/explain.ts";
export type { Place as TracePlace } from "./explain/trace/moment.ts";
export type { Role as EntryRole } from "./explain/trace/roles.ts";
export type { About as TraceAbout } from "./explain/trace/trace.ts";
export * from "./formats/index.ts";
export { gradients } from "./grad/gradients.ts";
export type {
  Functions as OpFunctions,
  Value as GraphValue,
} from "./graph/build.ts";
export { constant, input, named, ops } from "./graph/build.ts";
export { type Evaluator, evaluator } from "./graph/evaluate.ts";
export { express } from "./graph/express.ts";
export type { Graph, Node, Update } from "./graph/node.ts";
export { print } from "./graph/print.ts";
export { verify } from "./graph/verify.ts";
export { confusionMatrix } from "./metrics/confusionMatrix.ts";
export { metrics } from "./metrics/index.ts";
export type { ClassJudgement } from "./metrics/judge.ts";
export { type Judgement, judge } from "./metrics/judge.ts";
export type { Metric } from "./metrics/metric.ts";
export { judgementReport } from "./metrics/report.ts";
export type { Call } from "./nn/call.ts";
export type { Memory as StepMemory } from "./nn/descend.ts";
export * from "./nn/index.ts";
export type { ActivationLayer } from "./nn/layers/activation.ts";
export type { BatchNorm } from "./nn/layers/batchNorm.ts";
export type { Dropout } from "./nn/layers/dropout.ts";
export type { LayerNorm } from "./nn/layers/layerNorm.ts";
export type { HuberSettings } from "./nn/losses/huber.ts";
export type { Smoothing } from "./nn/losses/labelSmoothing.ts";
export type { State as NetworkState } from "./nn/network.ts";
export type { AdagradSettings } from "./nn/optimizers/adagrad.ts";
export type { AdamSettings } from "./nn/optimizers/adam.ts";
export type { LbfgsSettings } from "./nn/optimizers/lbfgs.ts";
export type {
  Descended,
  Evaluate,
  UpdateContext,
} from "./nn/optimizers/optimizer.ts";
export type { RmsPropSettings } from "./nn/optimizers/rmsProp.ts";
export type { SgdSettings } from "./nn/optimizers/sgd.ts";
export type { Penalty } from "./nn/regularize.ts";
export type { Cosine } from "./nn/schedules/cosine.ts";
export type { ExponentialDecay } from "./nn/schedules/exponentialDecay.ts";
export type { LinearWarmup } from "./nn/schedules/linearWarmup.ts";
export type { Piecewise } from "./nn/schedules/piecewise.ts";
export type { SettingsOf as ScheduleSettings } from "./nn/schedules/schedule.ts";
export type { StepDecay } from "./nn/schedules/stepDecay.ts";
export type { Setting, Settings, SettingsTable } from "./nn/settings.ts";
export type { Arithmetic, Scalars, Tensors } from "./op/algebra.ts";
export type { OpName, Table as OpTable } from "./op/index.ts";
export type {
  ArgReduction,
  Attributes,
  Constant as ConstantOp,
  Contraction,
  Counter,
  Each,
  Elementwise,
  Formula as OpFormula,
  Gather,
  Input as InputOp,
  OneHot,
  Op,
  Operand,
  Reduction,
  Scatter,
  View,
} from "./op/op.ts";
export * from "./plot/index.ts";
export { auto } from "./run/auto.ts";
export type { Backend, Preparation, Program, Programs } from "./run/backend.ts";
export { interpreter } from "./run/interpreter.ts";
export { wasm } from "./run/wasm.ts";
export type { Rule } from "./simplify/rule.ts";
export { rules, type Simplified, type Step, simplify } from "./simplify/simplify.ts";
export type { Progress } from "./train/checkpoint.ts";
export type { Engine } from "./train/epoch.ts";
export * from "./train/index.ts";
export type { RunIdentity } from "./train/mismatch.ts";
export type { Sums } from "./train/state.ts";
