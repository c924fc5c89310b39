export { type CommandAnswer, type CommandBody, type CommandName, give, useAct } from './act';
export { answered, client } from './client';
export { connection, useConnectionLost } from './connection';
export { useLiveQueries } from './live';
export { type Problem, ProblemError, slugOf } from './problem';
export { releaseWaiting, signedInAgain, signedOut } from './signed-out';
export { token } from './token';
export { uuid7 } from './uuid';
