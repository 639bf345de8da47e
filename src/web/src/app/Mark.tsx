/** The product's mark: a trace on a teal ground. */
export const Mark = () => (
  <svg width="24" height="24" viewBox="0 0 16 16" aria-hidden="true">
    <rect width="16" height="16" rx="3" fill="var(--wb-accent)" />
    <path
      d="M3 5h2.2l1.3 5L8 5.5 9.5 10l1.3-5H13"
      fill="none"
      stroke="white"
      strokeWidth="1.5"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
);
