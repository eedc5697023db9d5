export { InvalidProof, InvalidSealKey, NotProved, NotSealed, SealBroken } from './errors.ts';
export { type SealedVerification, verifySealed } from './held.ts';
export { type CheckKey, makeSealKey, readCheckKey, readSealKey, type SealKey } from './key.ts';
export {
  type Checked,
  checkProof,
  type GrowthProof,
  growthSchema,
  type InclusionProof,
  inclusionSchema,
  type Proof,
  readProof,
  readSeal,
} from './proofs.ts';
export { type Seal, type SignedHead, sealSchema, signedHeadSchema } from './seal.ts';
export { type ProvingOptions, proveEvent, proveGrowth, SealedLog } from './sealed-log.ts';
export { type SealOptions, sealLog } from './sealing.ts';
