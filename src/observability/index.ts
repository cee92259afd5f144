export * from './alarm-target';
export * from './bank-observability';
export * from './chat-channel';
export * from './planned-window';
export * from './runbook';
export * from './uptime-check';
