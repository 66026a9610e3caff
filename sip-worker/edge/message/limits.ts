/**
 * What one message may hold. The figures are sizes that real phones and trunks stay far below; behind them stands an application
 * whose own header parser is slower than linear, so they also bound its work.
 */
export const limits = {
  messageBytes: 16_384,
  headerLineBytes: 1_024,
  headerLines: 128,
  requestUriBytes: 512,
  viaHops: 70,
  contactValues: 64,
  maxForwards: 255,
} as const;
