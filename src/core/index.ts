export * from './alarm-definition';
export * from './alarm-severity';
export * from './alarm-source';
