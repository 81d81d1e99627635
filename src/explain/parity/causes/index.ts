import { accumulated } from "./accumulated.ts";
import { activationSetting } from "./activationSetting.ts";
import { activationTwice } from "./activationTwice.ts";
import { biasNotDecayed } from "./biasNotDecayed.ts";
import { biasUnused } from "./biasUnused.ts";
import type { Cause } from "./cause.ts";
import { clipEpsilon } from "./clipEpsilon.ts";
import { clippedByNorm } from "./clippedByNorm.ts";
import { clippedByValue } from "./clippedByValue.ts";
import { clippedEach } from "./clippedEach.ts";
import { coupledDecay } from "./coupledDecay.ts";
import { dampening } from "./dampening.ts";
import { decayUnscaled } from "./decayUnscaled.ts";
import { decoupledDecay } from "./decoupledDecay.ts";
import { dropLast } from "./dropLast.ts";
import { epsilonBeforeCorrection } from "./epsilonBeforeCorrection.ts";
import { epsilonInsideRoot } from "./epsilonInsideRoot.ts";
import { factorTwo } from "./factorTwo.ts";
import { frozen } from "./frozen.ts";
import { geluTanh } from "./geluTanh.ts";
import { lowerPrecision } from "./lowerPrecision.ts";
import { meanForSum } from "./meanForSum.ts";
import { noCorrection } from "./noCorrection.ts";
import { normEpsilon } from "./normEpsilon.ts";
import { normMomentum } from "./normMomentum.ts";
import { notClipped } from "./notClipped.ts";
import { optimizerSetting } from "./optimizerSetting.ts";
import { otherActivation } from "./otherActivation.ts";
import { otherOptimizer } from "./otherOptimizer.ts";
import { otherRate } from "./otherRate.ts";
import { overOutputs } from "./overOutputs.ts";
import { penaltyMissing } from "./penaltyMissing.ts";
import { penaltyNoHalf } from "./penaltyNoHalf.ts";
import { penaltyNotInLoss } from "./penaltyNotInLoss.ts";
import { penaltyOnBiases } from "./penaltyOnBiases.ts";
import { penaltyPerExample } from "./penaltyPerExample.ts";
import { probabilitiesClipped } from "./probabilitiesClipped.ts";
import { runningLoss } from "./runningLoss.ts";
import { scheduleShifted } from "./scheduleShifted.ts";
import { shortBatch } from "./shortBatch.ts";
import { sumForMean } from "./sumForMean.ts";
import { transposed } from "./transposed.ts";
import { varianceBiased } from "./varianceBiased.ts";
import { velocityHoldsRate } from "./velocityHoldsRate.ts";

/**
 * The catalogue: one file and one line for each. Of those that explain equally much, the one that stands first is
 * named first.
 */
export const causes: readonly Cause[] = [
  ...[sumForMean, meanForSum, overOutputs, factorTwo, shortBatch, dropLast, runningLoss],
  ...[penaltyNotInLoss, penaltyMissing, penaltyPerExample, penaltyNoHalf, penaltyOnBiases],
  ...[activationTwice, transposed, biasUnused, geluTanh, activationSetting, otherActivation],
  ...[normEpsilon, normMomentum, varianceBiased],
  ...[accumulated, clippedByNorm, clippedByValue, clippedEach, clipEpsilon, notClipped],
  ...[frozen, epsilonBeforeCorrection, epsilonInsideRoot, noCorrection],
  ...[decoupledDecay, coupledDecay, decayUnscaled, biasNotDecayed],
  ...[dampening, velocityHoldsRate, scheduleShifted, optimizerSetting, otherOptimizer, otherRate],
  ...[probabilitiesClipped, lowerPrecision],
];
