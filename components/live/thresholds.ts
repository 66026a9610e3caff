/** From here on a wait is shown as an alert. */
export const alertSeconds = 180;

/** Full length of the bar under a waiting clock. */
export const longestBarSeconds = 600;
