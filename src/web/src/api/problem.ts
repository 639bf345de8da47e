/** A refusal as the server words it (problem details, RFC 9457, with our code, clause and next step). */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail?: string;
  clause?: { permit?: string; number?: number | string; text: string } | null;
  nextStep?: string | null;
}

/** The server said no, or did not answer. Carries everything that the page needs to say so plainly. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'Refused';
  }
}

const byStatus: Record<number, string> = {
  401: 'You are not signed in',
  403: 'You may not do this',
  404: 'This does not exist, or you may not see it',
  409: 'Somebody changed this in the meantime',
  413: 'This is too large',
  429: 'Too many requests; wait a moment'
};

/** Reads a refusal from any answer, also from one that is no problem document (a proxy's page, Jupyter's {message, reason}). */
export async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    status: response.status,
    code: `http-${response.status}`,
    title: byStatus[response.status] ?? `The server answered ${response.status}`
  };
  try {
    const body = (await response.json()) as Partial<Problem> & { message?: string };
    return {
      ...fallback,
      ...body,
      status: response.status,
      code: body.code ?? fallback.code,
      title: body.title ?? body.message ?? fallback.title
    };
  } catch {
    return fallback;
  }
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Refused
    ? error.problem
    : {
        status: 0,
        code: 'page-error',
        title: 'Something went wrong on this page',
        detail: error instanceof Error ? error.message : undefined
      };
