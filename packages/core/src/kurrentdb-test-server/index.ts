export { makeCertificate, noCertificates } from './certificate.ts';
export { TestCluster } from './cluster.ts';
export { NEWER_SETTINGS } from './context.ts';
export * from './errors.ts';
export type { Fault } from './faults.ts';
export { journalledLog } from './journal.ts';
export * from './server.ts';
