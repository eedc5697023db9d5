export { InvalidProof, InvalidSealKey, NotProved, NotSealed, SealBroken } from './errors.ts';
export { type CheckKey, makeSealKey, readCheckKey, readSealKey, type SealKey } from './key.ts';
export {
  type Checked,
  checkProof,
  type GrowthProof,
  type InclusionProof,
  type Proof,
  proveEvent,
  proveGrowth,
  readProof,
  readSeal,
} from './proofs.ts';
export type { Seal, SignedHead } from './seal.ts';
export { type SealOptions, sealLog } from './sealing.ts';
